/**
 * The three lists as a person read them in their sources, typed without a look at
 * categories.json: what that file says must equal this.
 */

/** A document by its Chinese name, or a combination of such. */
export type ExpectedDocuments =
  string | { any: readonly ExpectedDocuments[] } | { all: readonly ExpectedDocuments[] }

export interface ExpectedRow {
  id: string
  /** M = mini program only, MH = mini program and native H5. */
  channels: 'M' | 'MH'
  /** A word a person would type. */
  alias: string
  /** null: the list names no documents. */
  documents: ExpectedDocuments | null
  /** Row ids of the newest table that guide where the list names no documents. */
  guidance?: readonly string[]
}

const any = (...documents: ExpectedDocuments[]) => ({ any: documents })
const all = (...documents: ExpectedDocuments[]) => ({ all: documents })

const newest = (
  id: string,
  channels: 'M' | 'MH',
  alias: string,
  documents: ExpectedDocuments,
): ExpectedRow => ({ id, channels, alias, documents })

const older = (id: string, alias: string, guidance: readonly string[]): ExpectedRow => ({
  id,
  channels: 'MH',
  alias,
  documents: null,
  guidance,
})

const licence = '营业执照'
const ridehail = '网络预约出租汽车经营许可证'

export const expectedRows: Record<string, readonly ExpectedRow[]> = {
  'table-42684': [
    newest('gov.all', 'MH', '政府', any('组织机构代码证', '统一社会信用代码证')),
    newest(
      'edu.public',
      'MH',
      '公立学校',
      any('教育行政部门出具的审批设立证明', '事业单位法人证书'),
    ),
    newest('edu.private', 'MH', '民办学校', all('民办学校办学许可证', licence)),
    newest('med.public', 'MH', '公立医院', all('医疗机构执业许可证', '事业单位法人证书')),
    newest(
      'med.internet',
      'MH',
      '互联网医院',
      any('设置医疗机构批准书', all('合作医院的医疗机构执业许可证', '登记审核文件')),
    ),
    newest('med.private', 'MH', '私立医院', all('医疗机构执业许可证', licence, '医院等级证书')),
    newest('fin.bank', 'M', '银行', any('金融许可证', '金融机构许可证')),
    newest(
      'fin.insurance',
      'M',
      '保险',
      any(
        '保险公司法人许可证',
        '经营保险业务许可证',
        '保险营销服务许可证',
        '经营保险代理业务许可证',
        '经营保险经纪业务许可证',
        '经营保险公估业务许可证',
        '经营保险资产管理业务许可证',
        '保险兼业代理业务许可证',
      ),
    ),
    newest('fin.trust', 'M', '信托', any('金融许可证', '金融机构许可证')),
    newest(
      'fin.fund',
      'M',
      '公募基金',
      any('经营证券期货业务许可证', '基金托管业务许可证', '基金销售业务资格证书'),
    ),
    newest('fin.securities', 'M', '期货', '经营证券期货业务许可证'),
    newest(
      'fin.consumer',
      'M',
      '消费金融',
      all('监管部门核准开业的审批文件', '金融许可证', licence),
    ),
    newest('trans.ridehail.self', 'M', '网约车 自营', ridehail),
    newest('trans.ridehail.platform', 'M', '网约车平台', all('合作协议', `合作方的${ridehail}`)),
    newest('trans.air.carrier', 'M', '航空公司', '公共航空运输企业经营许可证'),
    newest('trans.air.airport', 'M', '机场', '民用机场使用许可证'),
    newest('trans.metro', 'M', 'subway', licence),
    newest('trans.water.ship', 'M', '轮渡', '水路运输许可证'),
    newest('trans.water.port', 'M', '码头', '港口经营许可证'),
    newest('trans.card', 'M', '公交卡', licence),
    newest('trans.shared', 'M', '共享单车', licence),
    newest('trans.rail', 'M', '铁路', licence),
    newest('trans.bus', 'M', '公交', licence),
    newest(
      'trans.coach',
      'M',
      '长途客运',
      any('道路运输经营许可证', '官方指定售票平台的证明（授权书、协议或公开文件）'),
    ),
    newest('trans.rental', 'M', '租车', all('备案证明', licence)),
    newest('trans.etc', 'M', 'ＥＴＣ', any('事业单位法人证书', '官方授权的 ETC 发行方证明')),
    newest('life.power', 'M', '供电', all('电力业务许可证', licence)),
    newest('life.gas', 'M', '燃气', all('燃气经营许可证', licence)),
    newest('life.water', 'M', '自来水', all('卫生许可证', licence)),
    newest('telco.basic', 'M', '基础电信运营商', any('基础电信业务经营许可证', licence)),
    newest('telco.resale', 'M', '虚拟运营商', '增值电信业务许可证'),
    newest('travel.hotel', 'M', 'Hotel', '酒店业特种行业经营许可证'),
    newest('biz.notary', 'MH', '公证处', '公证处执业许可证'),
    newest('social.live', 'M', '直播', any('信息网络传播视听节目许可证', '网络文化经营许可证')),
    newest('post.express', 'M', '快递', '快递业务经营许可证'),
  ],
  'faq-newer': [
    older('gov.all', '事业单位', ['gov.all']),
    older('fin.bank', 'bank', ['fin.bank']),
    older('fin.insurance', '保险', ['fin.insurance']),
    older('fin.trust', '信托', ['fin.trust']),
    older('fin.fund', '基金', ['fin.fund']),
    older('fin.securities', '证券/期货', ['fin.securities']),
    older('fin.consumer', '持牌消费金融', ['fin.consumer']),
    older('med.public', '公立医疗机构', ['med.public']),
    older('med.internet', '互联网医院', ['med.internet']),
    older('med.private', '私立医疗机构', ['med.private']),
    older('telco.basic', '基础电信', ['telco.basic']),
    older('telco.value-added', '增值电信', ['telco.resale']),
    older('edu.degree', '学历教育', ['edu.public', 'edu.private']),
    older('edu.public', '公立教育机构', ['edu.public']),
    older('edu.private', '民办教育机构', ['edu.private']),
    older('trans.ridehail', '快车', ['trans.ridehail.self', 'trans.ridehail.platform']),
    older('trans.air', '航空', ['trans.air.carrier', 'trans.air.airport']),
    older('trans.metro', '地铁', ['trans.metro']),
    older('trans.water', '水运', ['trans.water.ship', 'trans.water.port']),
    older('trans.card', '城市交通卡', ['trans.card']),
    older('trans.shared', '城市共享交通', ['trans.shared']),
    older('trans.rail', '火车', ['trans.rail']),
    older('trans.bus', '公交', ['trans.bus']),
    older('trans.coach', '长途客运', ['trans.coach']),
    older('trans.rental', '租车', ['trans.rental']),
    older('life.bills', '生活缴费', ['life.power', 'life.gas', 'life.water']),
    older('travel.hotel', '酒店', ['travel.hotel']),
    older('biz.notary', '公证', ['biz.notary']),
    older('social.live', '直播', ['social.live']),
    older('post.courier', '快递', ['post.express']),
    older('post.postal', '邮政', []),
    older('post.express', '寄件/收件', ['post.express']),
  ],
  'faq-2019-12-06': [
    older('gov.all', '政府机构', ['gov.all']),
    older('fin.bank', '银行', ['fin.bank']),
    older('fin.insurance', '保险', ['fin.insurance']),
    older('med.public', '公立医疗机构', ['med.public']),
    older('telco.any', '电信运营商', ['telco.basic', 'telco.resale']),
    older('edu.public', '公立教育机构', ['edu.public']),
    older('trans.air', '航空', ['trans.air.carrier', 'trans.air.airport']),
    older('trans.passenger', '客运', ['trans.water.ship', 'trans.bus', 'trans.coach']),
    older('trans.ridehail', '网约车', ['trans.ridehail.self', 'trans.ridehail.platform']),
    older('trans.card', '交通卡', ['trans.card']),
    older('trans.shared', '共享交通', ['trans.shared']),
    older('trans.rail-transit', '轨道交通', ['trans.metro', 'trans.rail']),
    older('trans.rental', '租车', ['trans.rental']),
    older('travel.hotel', '酒店', ['travel.hotel']),
    older('post.courier', '快递', ['post.express']),
    older('post.postal', '邮政', []),
    older('post.logistics', '物流', []),
  ],
}
